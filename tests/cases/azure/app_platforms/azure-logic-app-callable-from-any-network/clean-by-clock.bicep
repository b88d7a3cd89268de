resource example 'Microsoft.Logic/workflows@2019-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    definition: {
      contentVersion: '1.0.0.0'
      triggers: {
        start: {
          type: 'Recurrence'
        }
      }
      actions: {}
    }
  }
}
