resource account 'Microsoft.Maps/accounts@2023-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    disableLocalAuth: false
  }
}
