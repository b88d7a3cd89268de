resource automationAccount 'Microsoft.Automation/automationAccounts@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sku: {
      name: 'Basic'
    }
  }
}

resource variable 'Microsoft.Automation/automationAccounts/variables@2023-11-01' = {
  parent: automationAccount
  name: 'value'
  properties: {
    value: '\'x\''
  }
}
